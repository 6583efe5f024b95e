import { optionsOf } from '../../bench/options';

test('the benchmark measures all subjects at four sizes, three times, and spares stock cdk8s the large ones', () => {
  expect(optionsOf([])).toEqual({
    subjects: ['mar', 'cdk8s', 'helm', 'floor', 'examples', 'start'],
    sizes: [1000, 3000, 10000, 30000],
    runs: 3,
    stockLimit: 3000,
  });
});

test('the benchmark measures what it is told to, from small to large', () => {
  const args = ['--subjects', 'mar,helm', '--sizes', '300,100,300', '--runs', '5', '--stock-limit', '10000'];
  expect(optionsOf(args)).toEqual({ subjects: ['mar', 'helm'], sizes: [100, 300], runs: 5, stockLimit: 10000 });
});

test.each([
  ['--sizes', '100,0', "--sizes must be whole and above 0, got '0'"],
  ['--runs', '1.5', "--runs must be whole and above 0, got '1.5'"],
  ['--stock-limit', '', "--stock-limit must be whole and above 0, got ''"],
  ['--subjects', 'mar,kustomize', "--subjects must be among mar,cdk8s,helm,floor,examples,start, got 'kustomize'"],
])('fails when %s is %s', (option, value, message) => {
  expect(() => optionsOf([option, value])).toThrow(new Error(message));
});

test('fails when an option is not known', () => {
  expect(() => optionsOf(['--size', '100'])).toThrow("Unknown option '--size'");
});
