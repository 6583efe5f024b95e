import { propError, Where } from '../internal/errors';
import { requireTexts } from '../internal/values';

/** Matches a registry or a folder of a registry: `registry.example.com`, `ghcr.io/acme`, `localhost:5000`. */
const REGISTRY = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

/** Throws if an entry of `registries` is not a registry or a folder of a registry, such as a URL with a scheme. */
export function requireRegistries(where: Where, registries: readonly string[] | undefined): void {
  requireTexts(where, 'allowedRegistries', registries);
  for (const registry of registries ?? []) {
    if (REGISTRY.test(registry)) continue;
    const rule = 'must be registries, or folders of one';
    throw propError(where, 'allowedRegistries', registry, rule, "write 'registry.example.com' or 'ghcr.io/acme'");
  }
}

/** Registry of images whose names contain no registry. */
const DEFAULT_REGISTRY = 'docker.io';

/** Returns true if `image` comes from one of `registries`. */
export function isFromRegistry(registries: readonly string[], image: string): boolean {
  const repository = addDefaultRegistry(image);
  return registries.some((registry) => repository.startsWith(`${registry}/`));
}

/**
 * Returns the image name with its registry: `nginx` becomes `docker.io/library/nginx`. The first part of `name` is a
 * registry if it looks like a host, as in container runtimes.
 */
export function addDefaultRegistry(name: string): string {
  const slash = name.indexOf('/');
  const first = name.slice(0, slash);
  if (slash !== -1 && (/[.:A-Z]/.test(first) || first === 'localhost')) return name;
  return `${DEFAULT_REGISTRY}/${slash === -1 ? `library/${name}` : name}`;
}
