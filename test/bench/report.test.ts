import { report } from '../../bench/report';
import { Series } from '../../bench/series';

/** The cells of each row. */
function rowsOf(...all: Series[]): string[][] {
  const [, , ...lines] = report(all).trimEnd().split('\n');
  return lines.map((line) => line.split(/ {2,}/));
}

test('a row has the minimum and the median of all runs', () => {
  const samples = [
    { whole: 1500, phase: 900, memory: 102400 },
    { whole: 1250, phase: 12.34, memory: 204800 },
    { whole: 9000, phase: 1000, memory: 307200 },
  ];
  expect(rowsOf({ subject: 'mar', of: 10, samples })).toEqual([
    ['mar', '10', '1.25 s', '1.50 s', '-', '12.3 ms', '900 ms', '-', '100 MiB', '200 MiB', '-'],
  ]);
});

test('growth is from the next smaller size of the same subject, beside the growth of the size', () => {
  const rows = rowsOf(
    { subject: 'mar', of: 10, samples: [{ whole: 50 }] },
    { subject: 'mar', of: 100, samples: [{ whole: 100 }] },
    { subject: 'other', of: 200, samples: [{ whole: 1 }] },
    { subject: 'mar', of: 300, samples: [{ whole: 350 }] },
    { subject: 'mar', of: 'example', samples: [{ whole: 350 }] },
  );
  expect(rows.map((row) => row[4])).toEqual(['-', '×2.00 at ×10.00', '-', '×3.50 at ×3.00', '-']);
});

test('a row is set against another one by the minimum of the measure in question', () => {
  const mar: Series = { subject: 'mar', of: 10, samples: [{ whole: 100, phase: 10 }] };
  const byWhole: Series = { subject: 'a', of: 10, samples: [{ whole: 250, phase: 1 }], against: mar };
  const byPhase: Series = { ...byWhole, by: 'phase' };
  expect(rowsOf(byWhole, byPhase).map((row) => row.at(-1))).toEqual(['2.50 × mar', '0.10 × mar']);
});

test('what was not run or is not known is a dash', () => {
  const mar: Series = { subject: 'mar', of: 10, samples: [{ whole: 100 }] };
  const missing: Series = { subject: 'helm', of: 10, samples: [], against: mar };
  expect(rowsOf(missing)).toEqual([['helm', '10', ...Array<string>(9).fill('-')]]);
});
