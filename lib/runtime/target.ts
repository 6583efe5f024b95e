/** Which object of a kind that is known. */
export interface Target {
  readonly cluster: string;
  readonly id: string;
}
