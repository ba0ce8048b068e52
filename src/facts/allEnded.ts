/**
 * The answers of all, in their order; where some fail, the failure of the first of those. Either way all of them have
 * ended by then: the threads that they run on can be closed.
 */
export async function allEnded<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}
