import * as path from 'node:path';
import { OrderedChart } from './order';
import { TextFile } from './text-file';

/** Returns the file that maps each object to its construct path, in the format of cdk8s. */
export function toMetadataFile(folder: string, charts: readonly OrderedChart[]): TextFile {
  const objects = charts.flatMap((chart) => chart.objects);
  const resources = Object.fromEntries(objects.map(({ name, node }) => [name, { path: node.path }]));
  const name = path.join(folder, 'construct-metadata.json');
  return { name, chunks: [JSON.stringify({ version: '1.0.0', resources })] };
}
