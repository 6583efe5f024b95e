import * as fs from 'node:fs';
import * as path from 'node:path';
import { EXAMPLES } from '../../bench/tasks/examples';

test('the benchmark knows all examples', () => {
  const folders = fs.readdirSync(path.join(__dirname, '../../examples'), { withFileTypes: true });
  expect(Object.keys(EXAMPLES).sort()).toEqual(folders.filter((one) => one.isDirectory()).map(({ name }) => name).sort()); // prettier-ignore
});
