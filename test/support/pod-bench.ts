import { ActionOptions } from '../../lib/runtime';
import { ApiError } from '../../lib/runtime/api/errors';
import { Pod, PodTemplate } from '../../lib/runtime/object/kube';
import { restartPod, startPod, stopPod } from '../../lib/runtime/action/pod-actions';
import { POD_TEMPLATES, PODS } from '../../lib/runtime/object/resource';
import { Clock } from '../../lib/runtime/api/clock';
import { Gate } from './fake-api';
import { FakeServer } from './fake-server';
import { aPod, API, kubelet, TEST_WORLD, undertake } from './undertaking';

/** What the steps of a stop and of a start say. */
export const STOPPED = ['kept Pod api in a PodTemplate', 'deleted Pod api'];
export const STARTED = ['created Pod api', 'deleted PodTemplate api'];

type Outcome = ReturnType<typeof undertake>;

/** A server with the pod `api`, which a kubelet runs. */
export class PodBench {
  public readonly server = new FakeServer();
  private end = new AbortController();
  private kubelet: Promise<void>;

  constructor() {
    this.server.add(PODS, aPod());
    this.kubelet = kubelet(this.server, this.end.signal);
  }

  public get pod(): Pod | undefined {
    return this.server.read(PODS, API.cluster, API.id) as Pod | undefined;
  }

  public get kept(): PodTemplate | undefined {
    return this.server.read(POD_TEMPLATES, API.cluster, API.id) as PodTemplate | undefined;
  }

  public stop(options?: ActionOptions, gate?: Gate): Outcome {
    return undertake(this.server, (ctx) => stopPod(ctx, API), options, { gate });
  }

  public start(options?: ActionOptions, gate?: Gate): Outcome {
    return undertake(this.server, (ctx) => startPod(ctx, API), options, { gate });
  }

  public restart(options?: ActionOptions, gate?: Gate, world?: Partial<Clock>): Outcome {
    const doer = { gate, world: { ...TEST_WORLD, ...world } };
    return undertake(this.server, (ctx) => restartPod(ctx, API), options, doer);
  }

  /** What others say of the pod. */
  public update(patch: object): void {
    this.server.update(PODS, API.cluster, API.id, patch);
  }

  /** The pod stays as it is from now on. */
  public async stopKubelet(): Promise<void> {
    this.end.abort();
    await this.kubelet;
  }

  public startKubelet(pause?: () => Promise<void>): void {
    this.end = new AbortController();
    this.kubelet = kubelet(this.server, this.end.signal, pause);
  }
}

/** What the server says to a pod for which a quota has no room. */
export function overQuota(): ApiError {
  const message = 'pods "api" is forbidden: exceeded quota: quota, requested: pods=1, used: pods=3, limited: pods=3';
  return new ApiError(403, 'Forbidden', message, { verb: 'create', resource: 'pods', namespace: 'prod', name: 'api' });
}

/** Does something once, before a request reaches the server. */
export function once(request: string, act: () => void): Gate {
  let isDone = false;
  return (moment, verb, resource) => {
    if (!isDone && moment === 'before' && `${verb} ${resource}` === request) {
      isDone = true;
      act();
    }
    return Promise.resolve();
  };
}
