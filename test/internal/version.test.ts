import { Size } from 'cdk8s';
import * as fs from 'node:fs';
import {
  MarOrganization,
  MarPersistentVolume,
  MarRole,
  MarStorageClass,
  PodSecurityLevel,
  Subject,
  VolumeBackend,
} from '../../lib';
import { VERSION } from '../../lib/internal/version';
import { cluster, instance } from '../cluster/fixture';
import { expectRefusal, Manifest, manifestsOf, testApp } from '../support/manifest';

function kindsWithVersion(manifests: readonly Manifest[]): string[] {
  return manifests.filter(({ metadata }) => metadata.annotations?.['mar-version'] === VERSION).map(({ kind }) => kind);
}

test('the version is that of the package', () => {
  const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});

test('only the Namespace of a cluster says which version wrote it, so that a new version restarts no pod', () => {
  const prod = cluster({ podSecurity: { level: PodSecurityLevel.BASELINE } });
  instance(prod, 'api').exposeViaService();
  prod.grant(Subject.group('sre'), MarRole.OPERATOR);
  expect(kindsWithVersion(manifestsOf(prod))).toEqual(['Namespace']);
});

test('each object of an organization says which version wrote it', () => {
  const acme = new MarOrganization(testApp(), 'acme');
  new MarStorageClass(acme, 'fast', { provisioner: 'csi.example.com' });
  new MarPersistentVolume(acme, 'films', { size: Size.gibibytes(1), backend: VolumeBackend.nfs('nfs', '/films') });
  acme.grant(Subject.group('auditors'), MarRole.VIEWER);
  const manifests = manifestsOf(acme);
  expect(kindsWithVersion(manifests)).toEqual(manifests.map(({ kind }) => kind));
  expect(manifests).toHaveLength(4);
});

test('a cluster may not set the annotation of the version', () => {
  const app = testApp();
  expectRefusal(
    app,
    () => cluster({ annotations: { 'mar-version': '9' } }, 'prod', app),
    "[prod] annotations must not have keys that the library sets, got 'mar-version': choose another key",
  );
});
