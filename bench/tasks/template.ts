import { MarApp } from '../../lib';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { addFleet } from './fleet';

/** Names that occur nowhere else. */
const [CLUSTER, INSTANCE] = ['zzcluster', 'zzinstance'];

/** The manifests of a cluster with one instance as a template of Helm: names are values, all else is as it is written. */
export function templateOf(folder: string): string {
  const app = new MarApp({ outdir: folder });
  addFleet(app, [{ name: CLUSTER, instances: [INSTANCE] }]);
  app.synth();
  const texts = fs.readdirSync(folder).map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
  const documents = texts.flatMap((text) => text.split(/^---\n/m)).map(withValues);
  const ofInstance = documents.filter((document) => document.includes('$instance'));
  const ofCluster = documents.filter((document) => !document.includes('$instance'));
  return [
    '{{- range $cluster := .Values.clusters }}\n',
    ...ofCluster.map((document) => `---\n${document}`),
    '{{- range $instance := $cluster.instances }}\n',
    ...ofInstance.map((document) => `---\n${document}`),
    '{{- end }}\n{{- end }}\n',
  ].join('');
}

function withValues(document: string): string {
  return document.replaceAll(CLUSTER, '{{ $cluster.name }}').replaceAll(INSTANCE, '{{ $instance }}');
}
