import { isRelativePath } from './names';
import { isUnset, Problem } from './problem';

/**
 * Returns the problems for which the API server rejects the folder of a volume that a container mounts.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment
 */
export function findSubPathProblems(
  prefix: string,
  mount: { readonly subPath?: unknown; readonly subPathExpr?: unknown },
): Problem[] {
  const { subPath, subPathExpr } = mount;
  if (!isUnset(subPath) && !isUnset(subPathExpr)) {
    const rule = 'must not be given together with subPath';
    return [{ field: `${prefix}subPathExpr`, value: subPathExpr, rule, advice: 'leave out one of them' }];
  }
  return Object.entries({ subPath, subPathExpr }).flatMap(([name, path]) => {
    if (isUnset(path) || (typeof path === 'string' && isRelativePath(path))) return [];
    const rule = "must be relative and without '..'";
    return [{ field: `${prefix}${name}`, value: path, rule, advice: 'correct the path' }];
  });
}
