import { Manifest } from '../manifest';
import { Program } from './program';

/** What the generator must draw: a name, and the line by which it is known, as `linesOf` writes it. */
export const FEATURES: readonly (readonly [feature: string, line: RegExp])[] = [
  ['annotations of a namespace', /^objects\[\]\.metadata\.annotations\.\S+=/],
  [
    'an annotation that looks like a number',
    /^objects\S+annotations\.\S+="[-+]?(0[xXoObB])?[0-9][0-9a-fA-F_.]*(e\d+)?"/,
  ],
  [
    'an annotation that looks like null or a boolean',
    /^objects\S+annotations\.\S+="(~|null|Null|true|FALSE|yes|No|on|Off|y|N)"/,
  ],
  ['an annotation with a line break of YAML 1.1', /^objects\S+annotations\.\S+=".*[\u0085\u2028\u2029]/],
  ['an environment variable with a line break', /^objects\S+\.env\[\]\.value=".*(\\n|\\r|\u0085|\u2028)/],
  ['an empty environment variable', /^program\S+\.env\.\w+\.value=""/],
  ['arguments with odd characters', /^objects\S+\.args\[\]=".*[^ -~]/],
  ['a label that looks like a number', /^objects\S+labels\.\S+="(0|0o7|0x1F|1e3|1_0|1\.0)"/],
  ['a key of a configuration that looks like a number', /^objects\[\]\.data\.(1e3|0o7|0x1F)=/],
  ['a key that an object of JavaScript has', /^program\S+\.data\.(constructor|toString|valueOf|__proto__)=/],
  ['binary data of a configuration', /^objects\[\]\.binaryData\./],

  ['CPU in cores', /^program\.\S+workloads\[\]\.units\.cpu="units"/],
  ['a quota in other units', /^program\.\S+\.quota\.units\./],
  ['limits in other units', /^program\.\S+\.limits\.\S+\.units\./],
  ...['kibibytes', 'mebibytes', 'gibibytes', 'tebibytes', 'pebibyte'].flatMap((unit) => [
    [`memory in ${unit}`, new RegExp(`^program\\.\\S+workloads\\[\\]\\.units\\.size="${unit}"`)] as const,
    [`storage in ${unit}`, new RegExp(`^program\\.\\S+mounts\\[\\]\\.unit="${unit}"`)] as const,
  ]),

  ['a toleration of one value', /^objects\S+\.tolerations\[\]\.value="web"/],
  ['a toleration of everything', /^program\S+\.tolerations\[\]=\{\}/],
  ['a toleration for some time', /^objects\S+\.tolerations\[\]\.tolerationSeconds=300/],
  ['host aliases', /^objects\S+\.hostAliases\[\]\.ip=/],
  ['name servers', /^objects\S+\.dnsConfig\.nameservers\[\]=/],
  ['search domains', /^objects\S+\.dnsConfig\.searches\[\]=/],
  ['options of the resolver', /^objects\S+\.dnsConfig\.options\[\]\.value=/],
  ...['Default', 'None', 'ClusterFirstWithHostNet'].map(
    (policy) => [`the DNS policy ${policy}`, new RegExp(`^objects\\S+\\.dnsPolicy="${policy}"`)] as const,
  ),

  ...['configMap', 'secret', 'downwardAPI', 'serviceAccountToken'].map(
    (kind) => [`a projected ${kind}`, new RegExp(`^objects\\S+\\.projected\\.sources\\[\\]\\.${kind}\\.`)] as const,
  ),
  ['a sub path', /^objects\S+\.volumeMounts\[\]\.subPath="/],
  ['a sub path with a variable', /^objects\S+\.volumeMounts\[\]\.subPathExpr="\S*\$\(POD_NAME\)"/],
  ...['postStart', 'preStop'].flatMap((hook) =>
    ['exec', 'httpGet', 'tcpSocket'].map(
      (way) => [`${hook} by ${way}`, new RegExp(`^objects\\S+\\.lifecycle\\.${hook}\\.${way}\\.`)] as const,
    ),
  ),
  ['a hook of a further container', /^program\S+\.sides\[\]\.lifecycle\./],
  ['a variable from a resource', /^objects\S+\.resourceFieldRef\.resource=/],
  ['a variable from a resource in a unit', /^objects\S+\.resourceFieldRef\.divisor=/],
  ['a variable from a resource of another container', /^objects\S+\.resourceFieldRef\.containerName=/],
  ['a variable from a label', /^objects\S+\.fieldRef\.fieldPath="metadata\.labels\[/],
  ['a variable from an annotation', /^objects\S+\.fieldRef\.fieldPath="metadata\.annotations\[/],

  ...['Cpu', 'Memory', 'Storage', 'EphemeralStorage']
    .flatMap((name) => [`resource${name}`, `container${name}`])
    .concat('external', 'object', 'pods')
    .map((metric) => [`the measure ${metric}`, new RegExp(`^program\\S+\\.metrics\\[\\]\\.of="${metric}"`)] as const),
  ...['Value', 'AverageValue', 'Utilization'].map(
    (type) => [`a target of type ${type}`, new RegExp(`^objects\\S+\\.target\\.type="${type}"`)] as const,
  ),
  ['rules of scaling', /^objects\S+\.behavior\.scaleUp\.policies\[\]\.periodSeconds=1800/],

  ...['FailJob', 'FailIndex', 'Ignore', 'Count'].map(
    (action) =>
      [
        `a failure with ${action}`,
        new RegExp(`^objects\\S+\\.podFailurePolicy\\.rules\\[\\]\\.action="${action}"`),
      ] as const,
  ),
  ['a failure by exit codes', /^objects\S+\.onExitCodes\.operator="In"/],
  ['a failure by other exit codes', /^objects\S+\.onExitCodes\.operator="NotIn"/],
  ['a failure by disruption', /^objects\S+\.onPodConditions\[\]\.type="DisruptionTarget"/],

  ['a JSON patch of pods', /^program\S+\.patches\[\]\.at="pod"/],
  ['a JSON patch of annotations', /^program\S+\.patches\[\]\.path="\/metadata\/annotations"/],
  ['a JSON patch of a specification', /^objects\S+\.spec\.revisionHistoryLimit=3/],
  ['connections to a workload', /^program\.connections\[\]\.peer\.end\./],
  ['connections to a block of addresses', /^program\.connections\[\]\.peer\.block=/],
  ['a region', /^program\.clusters\[\]\.marRegion="us-east"/],
  ['several regions', /^program\.clusters\[\]\.marRegion="region-1"/],
  ...['app', 'resource', 'folder'].map(
    (output) => [`output of type ${output}`, new RegExp(`^program\\.output="${output}"`)] as const,
  ),
];

/** Returns one line for each field that a program says, and that its manifests have: its path and its value. */
export function linesOf(program: Program, objects: readonly Manifest[]): string[] {
  return [...fields('program', program), ...fields('objects', objects)];
}

function fields(path: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => fields(`${path}[]`, item));
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (typeof value !== 'object' || value === null || isEmpty) return [`${path}=${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, field]) => fields(`${path}.${key}`, field));
}
