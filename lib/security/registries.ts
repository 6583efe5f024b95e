import { propError, Where } from '../internal/errors';
import { requireTexts } from '../internal/values';

/** A registry, or a folder of one: `registry.example.com`, `ghcr.io/acme`, `localhost:5000`. */
const REGISTRY = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

/** Refuses what is no registry, such as an address with a scheme. */
export function requireRegistries(where: Where, registries: readonly string[] | undefined): void {
  requireTexts(where, 'allowedRegistries', registries);
  for (const registry of registries ?? []) {
    if (REGISTRY.test(registry)) continue;
    const rule = 'must be registries, or folders of one';
    throw propError(where, 'allowedRegistries', registry, rule, "write 'registry.example.com' or 'ghcr.io/acme'");
  }
}

/** Where images come from that name no registry. */
const DEFAULT_REGISTRY = 'docker.io';

/** Whether an image comes from one of the registries. */
export function isFrom(registries: readonly string[], image: string): boolean {
  const repository = withRegistry(image);
  return registries.some((registry) => repository.startsWith(`${registry}/`));
}

/** The first part of a name is a registry if it looks like a host, as container runtimes see it. */
export function withRegistry(name: string): string {
  const slash = name.indexOf('/');
  const first = name.slice(0, slash);
  if (slash !== -1 && (/[.:A-Z]/.test(first) || first === 'localhost')) return name;
  return `${DEFAULT_REGISTRY}/${slash === -1 ? `library/${name}` : name}`;
}
