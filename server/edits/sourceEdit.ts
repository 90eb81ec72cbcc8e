/** A replacement of `from` to `to` of a source by `text`. */
export interface SourceEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
