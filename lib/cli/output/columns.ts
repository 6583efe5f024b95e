import { escapeLine } from '../../internal/escape-text';
import { foldSpaces } from './lines';

/** Between two columns. */
const GAP = '   ';

/** Lines of cells, aligned. Widths only grow, so that lines can be added. */
export class Columns {
  private readonly widths: number[] = [];

  /** Lines for rows of cells; what is missing is `-`. */
  public lines(rows: readonly (readonly (string | undefined)[])[]): string[] {
    const cells = rows.map((row) => row.map(cellOf));
    for (const row of cells)
      for (const [i, { length }] of row.entries()) this.widths[i] = Math.max(this.width(i), length);
    return cells.map((row) => row.map((cell, i) => cell.padEnd(this.width(i))).join(GAP).trimEnd()); // prettier-ignore
  }

  private width(i: number): number {
    return this.widths[i] ?? 0;
  }
}

/** Puts a cell on one line, and escapes it before its width counts. */
function cellOf(text: string | undefined): string {
  const cell = escapeLine(foldSpaces(text ?? ''));
  return cell === '' ? '-' : cell;
}
