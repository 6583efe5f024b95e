import { cluster, instance } from '../cluster/fixture';

test.each(['registry.example.com', 'localhost:5000', 'ghcr.io/acme', 'ghcr.io/acme/my_team/a--b'])(
  'an image may come from the registry %s',
  (registry) => {
    const prod = cluster({ allowedRegistries: ['docker.io/library', registry] });
    expect(() => instance(prod, 'api', { image: `${registry}/orders:1.4.2` })).not.toThrow();
  },
);

test.each([
  '',
  'https://registry.example.com',
  'registry.example.com/',
  '/acme',
  'ghcr.io//acme',
  'Registry.example.com',
  'ghcr.io/-acme',
  'ghcr.io:port',
  '*.example.com',
])("fails when '%s' is given as a registry", (registry) => {
  expect(() => cluster({ allowedRegistries: ['ghcr.io', registry] })).toThrow(
    new Error(
      `[prod] allowedRegistries must be registries, or folders of one, got '${registry}': write 'registry.example.com' or ` +
        "'ghcr.io/acme'",
    ),
  );
});
