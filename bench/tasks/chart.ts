import * as fs from 'node:fs';
import * as path from 'node:path';
import { fleetOf } from './fleet';
import { arg } from './measure';
import { templateOf } from './template';

// size, folder: writes a chart of Helm that renders a fleet
const [size, folder] = [Number(arg(0)), arg(1)];
const files = {
  'Chart.yaml': 'apiVersion: v2\nname: fleet\nversion: 1.0.0\n',
  'values.yaml': JSON.stringify({ clusters: fleetOf(size) }, undefined, 1),
  'templates/fleet.yaml': templateOf(`${folder}-manifests`),
};
for (const [file, text] of Object.entries(files)) {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
}
