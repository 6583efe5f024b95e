import * as fs from 'node:fs';
import * as path from 'node:path';
import { MarApp } from '../../../lib';
import { Manifest } from '../manifest';
import { filesToApply } from './apply-order';
import { appProps, build } from './build';
import { complaintsOf, JUDGED } from './judge';
import { Program } from './program';
import { applyAgain } from './second-apply';
import { kubectlBeside, objectsOf, remove, warningsIn } from './server';
import { Turns } from './turns';

/** An app on trial: written, not applied yet. */
export interface Trial {
  readonly prefix: string;
  readonly folder: string;
  /** What `kubectl apply` is told of the files. */
  readonly files: readonly string[];
  readonly namespaces: readonly string[];
  /** What its CronJobs would start: nobody waits for their hour. */
  readonly jobs: readonly Manifest[];
  /** Ports of the nodes that its Services ask for. */
  readonly nodePorts: readonly number[];
}

interface Watched {
  readonly prefix: string;
  readonly deadline: number;
  readonly settle: (complaints: string[]) => void;
}

/** Before what the trials create. */
const PREFIX = /^s[0-9a-z]{3}-/;
/** Those that an app may ask for: Kubernetes takes none of them for others as long as there are any. */
const [FIRST_NODE_PORT, NODE_PORTS] = [30000, 86];
/** Of kubectl, at a time: there are two cores. */
const AT_ONCE = 2;
/** Of trials that are applied or watched: what is looked at stays small. */
const IN_FLIGHT = 40;
const GLANCE = 5000;
/** What the API server takes, and advises against. */
const ADVICE = /^Warning: .*(a DNS label is recommended|: deprecated since|: duplicate port definition)/;

/** Applies apps to a real API server, many at a time, and tells what is wrong with each. */
export class Bench {
  private count = 0;
  private inFlight = 0;
  private readonly kubectl = new Turns(AT_ONCE);
  /** Ports of the nodes that trials may have: a slow one keeps its port while many others come and go. */
  private readonly taken = new Set<number>();
  private readonly watched = new Set<Watched>();
  private readonly trash: string[] = [];
  private readonly waiting: (() => void)[] = [];
  private watching: Promise<void> | undefined;

  constructor(
    private readonly outdir: string,
    /** Milliseconds after which what does not run never will. */
    private readonly patience: number,
  ) {}

  /** Writes an app to a folder of its own. Throws what the library throws. */
  public synth(program: Program): Trial {
    const number = this.count;
    const prefix = `s${number.toString(36).padStart(3, '0')}-`;
    const folder = path.join(this.outdir, prefix);
    const app = new MarApp({ ...appProps(program), outdir: folder });
    const clusters = build(app, program, prefix, FIRST_NODE_PORT + (number % NODE_PORTS));
    app.synth();
    this.count++;
    const namespaces = clusters.map(({ cluster }) => cluster.clusterName);
    const objects = app.charts.flatMap((chart): Manifest[] => chart.toJson());
    const files = filesToApply(folder, program);
    return { prefix, folder, files, namespaces, jobs: jobsOf(objects), nodePorts: nodePortsOf(objects) };
  }

  /**
   * Applies an app, waits until it runs or has had its time, and applies it again. Returns what is wrong: nothing, if it is
   * sound.
   */
  public async complaints(trial: Trial): Promise<string[]> {
    await this.enter(trial);
    const refused = await this.kubectl.take(() => this.apply(trial));
    const stuck = refused.length > 0 ? refused : await this.watch(trial);
    const wrong = stuck.length > 0 ? stuck : await this.kubectl.take(() => applyAgain(trial.files));
    await this.leave(trial);
    this.trash.push(...trial.namespaces);
    fs.rmSync(trial.folder, { recursive: true });
    return wrong;
  }

  /** Deletes all that trials have left on the API server, of this bench or of one before, and waits until it is gone. */
  public static async clear(): Promise<void> {
    const named = (objects: Manifest[], prefix = ''): string[] =>
      objects.map(({ metadata }) => String(metadata.name)).filter((name) => PREFIX.test(name.replace(prefix, '')));
    const namespaces = named(await objectsOf('namespaces'));
    await remove('namespace', namespaces);
    for (const kind of ['clusterroles', 'clusterrolebindings', 'storageclasses']) {
      await remove(kind, named(await objectsOf(kind), 'mar:'));
    }
    if (namespaces.length > 0) await kubectlBeside(['wait', 'namespace', ...namespaces, '--for=delete', '--timeout=300s']); // prettier-ignore
    const volumes = await objectsOf('persistentvolumes');
    const ours = volumes.filter((volume) =>
      PREFIX.test(String(volume.spec.claimRef?.namespace ?? volume.metadata.name)),
    );
    await remove('persistentvolume', ours.map(({ metadata }) => metadata.name)); // prettier-ignore
  }

  /** What the API server says against it at once. */
  private async apply({ files, jobs }: Trial): Promise<string[]> {
    const { status, stdout, stderr } = await kubectlBeside(['apply', ...files]);
    const other = stdout.split('\n').filter((line) => line !== '' && !line.endsWith(' created'));
    const said = complaintsIn(stderr);
    if (status !== 0 && said.length === 0) said.push(`kubectl exited with ${String(status)}`);
    if (jobs.length === 0 || said.length > 0) return [...said, ...other];
    const started = await kubectlBeside(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: jobs })); // prettier-ignore
    return [...said, ...other, ...complaintsIn(started.stderr)];
  }

  private watch({ prefix }: Trial): Promise<string[]> {
    const settled = new Promise<string[]>((settle) => {
      this.watched.add({ prefix, deadline: Date.now() + this.patience, settle });
    });
    this.watching ??= this.glance().finally(() => (this.watching = undefined));
    return settled;
  }

  /** Looks at all of them again and again until each has settled. */
  private async glance(): Promise<void> {
    while (this.watched.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, GLANCE));
      const applied = [...this.watched];
      const objects = await objectsOf(...JUDGED);
      for (const watched of applied) await this.look(watched, objects);
      await remove('namespace', this.trash.splice(0));
    }
  }

  private async look(watched: Watched, objects: readonly Manifest[]): Promise<void> {
    const { prefix, deadline, settle } = watched;
    const own = objects.filter(({ metadata }) => String(metadata.namespace).startsWith(prefix));
    const complaints = complaintsOf(own);
    if (complaints.length > 0 && Date.now() < deadline) return;
    const namespaces = [...new Set(own.map(({ metadata }) => String(metadata.namespace)))];
    const words = complaints.length === 0 ? [] : await Promise.all(namespaces.map(warningsIn));
    this.watched.delete(watched);
    settle([...complaints, ...words.flat()]);
  }

  /** Waits until there is room, and no other trial has its ports. */
  private async enter({ nodePorts }: Trial): Promise<void> {
    while (this.inFlight >= IN_FLIGHT || nodePorts.some((nodePort) => this.taken.has(nodePort))) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.inFlight++;
    for (const nodePort of nodePorts) this.taken.add(nodePort);
  }

  /** Frees its ports at once: its namespaces are gone only later. */
  private async leave({ namespaces, nodePorts }: Trial): Promise<void> {
    if (nodePorts.length > 0) {
      for (const namespace of namespaces) await kubectlBeside(['delete', 'services', '--all', '-n', namespace]);
    }
    for (const nodePort of nodePorts) this.taken.delete(nodePort);
    this.inFlight--;
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

function complaintsIn(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !ADVICE.test(line));
}

function jobsOf(objects: readonly Manifest[]): Manifest[] {
  return objects
    .filter(({ kind }) => kind === 'CronJob')
    .map(({ metadata: { namespace, name }, spec: { jobTemplate } }) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { ...jobTemplate.metadata, namespace, name: `${name}-now` },
      spec: jobTemplate.spec,
    }));
}

function nodePortsOf(objects: readonly Manifest[]): number[] {
  const ports = objects.filter(({ kind }) => kind === 'Service').flatMap(({ spec }): Manifest[] => spec.ports ?? []);
  return ports.flatMap(({ nodePort }): number[] => (nodePort === undefined ? [] : [nodePort]));
}
