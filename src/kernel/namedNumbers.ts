/** Makes objects whose named fields are numbers in shared memory: `data[start + n · step]` for the n-th name. */
export function namedNumbers<Name extends string>(names: readonly Name[], step: number): (data: Float64Array, start: number) => Record<Name, number> {
  class Named {
    readonly data: Float64Array;
    readonly start: number;
    constructor(data: Float64Array, start: number) {
      this.data = data;
      this.start = start;
    }
  }
  // One class per list of names: its fields are then as fast as an element of the array.
  names.forEach((name, n) => {
    const offset = n * step;
    Object.defineProperty(Named.prototype, name, {
      enumerable: true,
      get(this: Named) {
        return this.data[this.start + offset];
      },
      set(this: Named, value: number) {
        this.data[this.start + offset] = value;
      },
    });
  });
  return (data, start) => new Named(data, start) as unknown as Record<Name, number>;
}
