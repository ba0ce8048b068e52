/** Assemble the text of a WebAssembly module. The assembler is loaded here: most commands need none. */
export async function assemble(text: string): Promise<WebAssembly.Module> {
  const { default: wabt } = await import("wabt");
  const assembler = await wabt();
  const module = assembler.parseWat("kernel.wat", text, { simd: true });
  const { buffer } = module.toBinary({});
  module.destroy();
  return new WebAssembly.Module(buffer);
}
