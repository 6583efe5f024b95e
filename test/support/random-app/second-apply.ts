import { isQuirk } from '../kubectl-quirks';
import { kubectlBeside } from './server';

/** A change that kubectl sent to the API server. */
interface Patch {
  readonly resource: string;
  readonly namespace?: string;
  readonly name: string;
  readonly fields: readonly string[];
}

/** Prints the body of each request. */
const VERBOSE = '-v=9';
/** Matches a line of kubectl's log, and the lines that continue one. */
const LOG = /^([IWEF]\d{4} |\t| >$)/;
const BODY = /"Request Body" body=(".*")$/;
/** Says in which order the elements of a list are, without the elements. */
const ORDER = '$setElementOrder/';
const ADDRESS =
  /-XPATCH .*'https?:\/\/[^/]+\/(?:api|apis\/[^/]+)\/[^/]+\/(?:namespaces\/([^/]+)\/)?([^/]+)\/([^/?]+)\?/;

/** Objects that the library does not write, by name. They say what the API server leaves out, so each apply sends it again. */
const NOT_OURS: readonly { readonly name: RegExp; readonly reason: string }[] = [
  { name: /^(s[0-9a-z]{3}-)?raw-\d$/, reason: 'a user, or cdk8s-plus, writes zeros, `false` and empty lists' },
  { name: /^allow(in|e)gress/, reason: '`connections` of cdk8s-plus write an empty list of ports' },
];

/** Applies files that have been applied before. Returns one complaint for each object that changes, or fails. */
export async function applyAgain(files: readonly string[]): Promise<string[]> {
  const { status, stdout, stderr } = await kubectlBeside(['apply', ...files, VERBOSE]);
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.endsWith(' unchanged'));
  const configured = lines.filter((line) => line.endsWith(' configured'));
  const others = lines.filter((line) => !configured.includes(line)).map((line) => `at the second apply, ${line}`);
  const errors = status === 0 ? [] : stderr.split('\n').filter((line) => line !== '' && !LOG.test(line));
  // a change that is not in the log is one that nothing explains
  const unknown =
    configured.length === patchesIn(stderr).length ? [] : configured.map((line) => `at the second apply, ${line}`);
  return [...errors, ...others, ...unknown, ...complaintsInLog(stderr)];
}

/** Returns one complaint for each object of which kubectl logs a patch that no quirk explains. */
export function complaintsInLog(log: string): string[] {
  return patchesIn(log).flatMap(complaintsAbout);
}

function complaintsAbout({ resource, namespace, name, fields }: Patch): string[] {
  const unexplained = fields.filter((field) => !isQuirk(resource, field));
  if (unexplained.length === 0 || NOT_OURS.some((one) => one.name.test(name))) return [];
  const object = namespace === undefined ? name : `${namespace}/${name}`;
  return [`${resource} ${object} is configured again: ${unexplained.join(', ')}`];
}

/** Returns the patches that kubectl logs: the body of a request, and the address in one of the next lines. */
function patchesIn(log: string): Patch[] {
  let body = '';
  return log.split('\n').flatMap((line): Patch[] => {
    body = BODY.exec(line)?.[1] ?? body;
    const [, namespace, resource, name] = ADDRESS.exec(line) ?? [];
    if (resource === undefined || name === undefined) return [];
    return [{ resource, namespace, name, fields: fieldsOf(body) }];
  });
}

/** Returns the paths of all fields in a patch, which the log has as a string of Go: JSON leaves few characters to quote. */
function fieldsOf(quoted: string): string[] {
  const json = quoted
    .replace(/\\x([0-9a-f]{2})/g, '\\u00$1')
    .replace(/\\U([0-9a-f]{8})/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
  try {
    return [...new Set(leaves(JSON.parse(JSON.parse(json) as string)))];
  } catch {
    return ['?']; // kubectl cuts long bodies
  }
}

/** Returns the paths of all fields, without the directives of the patch that say nothing by themselves. */
function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  if (Array.isArray(value)) return value.length === 0 ? [path] : value.flatMap((item) => leaves(item, `${path}[]`));
  const isSilent = (key: string): boolean =>
    (key === 'name' && path.endsWith('[]')) ||
    key === '$retainKeys' ||
    (key.startsWith(ORDER) && Object.hasOwn(value, key.slice(ORDER.length)));
  const fields = Object.entries(value).filter(([key]) => !isSilent(key));
  if (fields.length === 0) return [path];
  return fields.flatMap(([key, field]) => (key.startsWith(ORDER) ? [join(path, key)] : leaves(field, join(path, key))));
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
