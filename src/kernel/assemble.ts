import wabt from "wabt";

/** Assemble the text of a WebAssembly module. */
export async function assemble(text: string): Promise<WebAssembly.Module> {
  const { parseWat } = await wabt();
  const module = parseWat("kernel.wat", text, { simd: true });
  const { buffer } = module.toBinary({});
  module.destroy();
  return new WebAssembly.Module(buffer);
}
