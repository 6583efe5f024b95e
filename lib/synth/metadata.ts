import * as fs from 'node:fs';
import * as path from 'node:path';
import { OrderedChart } from './order';

/** Writes where in the tree each object is made, in the format of cdk8s. */
export function writeMetadata(folder: string, charts: readonly OrderedChart[]): void {
  const objects = charts.flatMap((chart) => chart.objects);
  const resources = Object.fromEntries(objects.map(({ name, node }) => [name, { path: node.path }]));
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'construct-metadata.json'), JSON.stringify({ version: '1.0.0', resources }));
}
