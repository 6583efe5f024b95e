import { escapeLine } from '../../internal/escape-text';
import { foldSpaces } from './lines';

/** Spaces between two columns. */
const GAP = '   ';

/** Aligns cells in columns. Widths only grow, so that rows printed later, as with `--watch`, still line up. */
export class Columns {
  private readonly widths: number[] = [];

  /** Returns one line per row, with `-` for each undefined or blank cell. */
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

/** Puts the string of a cell on one line. Escapes it before its width is measured, because escaping makes it longer. */
function cellOf(text: string | undefined): string {
  const cell = escapeLine(foldSpaces(text ?? ''));
  return cell === '' ? '-' : cell;
}
