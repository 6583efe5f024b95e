import { propError, Where } from '../internal/errors';

/** A registry, or a folder of one: `registry.example.com`, `ghcr.io/acme`, `localhost:5000`. */
const REGISTRY = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

/** Refuses what is no registry, such as an address with a scheme. */
export function requireRegistries(where: Where, registries: readonly string[] | undefined): void {
  for (const registry of registries ?? []) {
    if (REGISTRY.test(registry)) continue;
    const rule = 'must be registries, or folders of one';
    throw propError(where, 'allowedRegistries', registry, rule, "write 'registry.example.com' or 'ghcr.io/acme'");
  }
}
