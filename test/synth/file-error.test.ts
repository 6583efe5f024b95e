import { withFileErrors } from '../../lib/synth/file-error';

const OUTDIR = { prop: 'outdir', path: 'dist', must: 'must be a folder that can be written to' };

function messageOf(error: Error): string {
  try {
    return withFileErrors(OUTDIR, () => {
      throw error;
    });
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

const systemError = (code: string, message: string): Error => Object.assign(new Error(`${code}: ${message}`), { code });

test.each([
  ['ENOSPC', 'no space left on device, write'],
  ['EDQUOT', 'disk quota exceeded, write'],
  ['EFBIG', 'file too large, write'],
])('a file operation that fails with %s says where space is needed', (code, message) => {
  expect(messageOf(systemError(code, message))).toBe(
    `outdir must be where there is space left, got 'dist': free some, or choose another one (${code}: ${message})`,
  );
});

test.each([
  ['EROFS', 'read-only file system, mkdtemp'],
  ['EACCES', 'permission denied, mkdir'],
  ['EISDIR', 'illegal operation on a directory, rename'],
])('a file operation that fails with %s says what the prop must name', (code, message) => {
  expect(messageOf(systemError(code, message))).toBe(
    `outdir must be a folder that can be written to, got 'dist': choose another one (${code}: ${message})`,
  );
});

test('an error that is not of the system is passed on', () => {
  expect(messageOf(new Error('no data'))).toBe('no data');
});
