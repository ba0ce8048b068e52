import wabt from "wabt";

/** Assemble the text of a WebAssembly module. */
export async function assemble(text: string): Promise<WebAssembly.Module> {
  const assembler = await wabt();
  const module = assembler.parseWat("kernel.wat", text, { simd: true });
  const { buffer } = module.toBinary({});
  module.destroy();
  return new WebAssembly.Module(buffer);
}
