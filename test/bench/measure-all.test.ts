import { measureAll } from '../../bench/measure-all';
import { Probe } from '../../bench/probe';
import { Sample, Series } from '../../bench/series';
import { inFolder } from '../support/folder';

function probe(subject: string, run: () => Sample[]): Probe {
  const series: Series = { subject, of: 1, samples: [] };
  return { series: [series], run };
}

test('a probe that fails is run once and reported, and what the others measure is kept', () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const broken = jest.fn((): Sample[] => {
    throw new Error('no such program');
  });
  const probes = [probe('first', () => [{ whole: 1 }]), probe('broken', broken), probe('last', () => [{ whole: 2 }])];
  const errors = inFolder((work) => measureAll(probes, work, 2));
  expect(errors).toEqual([new Error('no such program')]);
  expect(broken).toHaveBeenCalledTimes(1);
  expect(probes.map(({ series }) => series[0]?.samples)).toEqual([
    [{ whole: 1 }, { whole: 1 }],
    [],
    [{ whole: 2 }, { whole: 2 }],
  ]);
});
