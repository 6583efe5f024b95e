import { isRelativePath } from './names';
import { checkGivenMember, Problem } from './problem';

/** Reference to an AppArmor or seccomp profile, as in the manifest. */
export interface ProfileRef {
  readonly type?: unknown;
  readonly localhostProfile?: unknown;
}

const TYPES = ['RuntimeDefault', 'Localhost', 'Unconfined'];

/**
 * Maximum length of the name in bytes. @see
 * https://kubernetes.io/docs/tutorials/security/apparmor/#specifying-apparmor-confinement
 */
const MAX_APP_ARMOR = 4095;
/** Matches the space that Go's `strings.TrimSpace` removes; JavaScript's `trim()` differs in some characters. */
const SPACE = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const PADDED = new RegExp(`^${SPACE}|${SPACE}$`);

/** Returns the problems for which the API server rejects a reference to an AppArmor profile. */
export function findAppArmorProblems(field: string, profile: ProfileRef): Problem[] {
  const { type, localhostProfile } = profile;
  const name = typeof localhostProfile === 'string' ? localhostProfile : '';
  return type === 'Localhost'
    ? findAppArmorNameProblems(`${field}.localhostProfile`, name)
    : findTypeProblems(field, profile);
}

/** Returns the problems for which the API server rejects the name of a loaded AppArmor profile. */
export function findAppArmorNameProblems(field: string, name: string): Problem[] {
  const bytes = Buffer.byteLength(name);
  if (name === '') return [{ field, value: name, rule: 'must be given', advice: 'give that of a loaded profile' }];
  if (PADDED.test(name)) {
    return [{ field, value: name, rule: 'must have no space at its start or end', advice: 'remove the space' }];
  }
  if (bytes <= MAX_APP_ARMOR) return [];
  const rule = `must be at most ${MAX_APP_ARMOR} bytes long`;
  return [{ field, value: `${bytes} bytes`, rule, advice: 'load the profile under a shorter name' }];
}

/** Returns the problems for which the API server rejects a reference to a seccomp profile. */
export function findSeccompProblems(field: string, profile: ProfileRef): Problem[] {
  const { type, localhostProfile: path } = profile;
  if (type !== 'Localhost') return findTypeProblems(field, profile);
  if (path === '' || (typeof path === 'string' && isRelativePath(path))) return [];
  const rule = path === undefined ? 'must be given' : "must be relative and without '..'";
  const advice = "give the path below the kubelet's folder of profiles";
  return [{ field: `${field}.localhostProfile`, value: path ?? '', rule, advice }];
}

function findTypeProblems(field: string, { type, localhostProfile }: ProfileRef): Problem[] {
  if (localhostProfile !== undefined && localhostProfile !== null) {
    const rule = 'must be given for the type Localhost alone';
    return [
      { field: `${field}.localhostProfile`, value: localhostProfile, rule, advice: 'remove it, or set the type' },
    ];
  }
  return checkGivenMember(`${field}.type`, type, TYPES);
}
