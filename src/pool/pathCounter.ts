/** @returns raises element 0, the number of finished paths, by one; does nothing where nobody counts */
export function pathCounter(progress: Int32Array<SharedArrayBuffer> | undefined): () => void {
  return () => {
    if (progress !== undefined) Atomics.add(progress, 0, 1);
  };
}
