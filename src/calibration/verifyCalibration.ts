import type { Manifest } from "../arrow/manifest.ts";
import { checkDigests, openManifest, type Verification, type VerifyOptions } from "../run/verify.ts";

/** Is it the folder of a calibration? */
export function isCalibration(manifest: Manifest): boolean {
  return manifest.calibration !== undefined;
}

/**
 * Check the folder of a calibration against its manifest: the digest of every file. Its points are not recomputed: that
 * is what `yenwind calibrate --overwrite` does.
 *
 * @throws BadInput when there is no complete calibration, or another model made it
 */
export async function verifyCalibration(folder: string, { model, onStart }: VerifyOptions): Promise<Verification> {
  const manifest = openManifest(folder, model!);
  onStart?.(0);
  return { files: manifest.files.length, paths: 0, columns: 0, fileDifferences: checkDigests(folder, manifest), recomputed: [], valueDifferences: [], differing: 0 };
}
