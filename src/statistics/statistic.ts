/**
 * A mergeable statistic: data arrive one at a time or as the states of parts.
 *
 * `add` and `merge` change their first argument; `merge` leaves the second as
 * it was, and `value` leaves the state as it was. Merging the states of two
 * parts describes the joined data; a freshly initialised state is neutral.
 */
export interface Statistic<State, Datum, Value> {
  init(): State;
  add(state: State, datum: Datum): void;
  merge(into: State, from: State): void;
  value(state: State): Value;
}
