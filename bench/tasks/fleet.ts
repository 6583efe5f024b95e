import { App, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { Health, MarCluster, MarInstance, QuotaProps } from '../../lib';

/** A cluster and its instances, by their names. */
export interface FleetCluster {
  readonly name: string;
  readonly instances: readonly string[];
}

const PER_CLUSTER = 50;

/** There is room in it. */
const QUOTA: QuotaProps = {
  services: 60,
  pods: 60,
  claims: 60,
  cpu: Cpu.units(64),
  memory: Size.gibibytes(64),
  storage: Size.gibibytes(100),
};

/** As many instances, 50 to a cluster. */
export function fleetOf(size: number): FleetCluster[] {
  return Array.from({ length: Math.ceil(size / PER_CLUSTER) }, (_, k) => ({
    name: `c${k}`,
    instances: Array.from(
      { length: Math.min(PER_CLUSTER, size - k * PER_CLUSTER) },
      (__, i) => `i${k * PER_CLUSTER + i}`,
    ),
  }));
}

/** Each instance has a claim, a Service and an Ingress. */
export function addFleet(app: App, fleet: readonly FleetCluster[]): void {
  for (const { name, instances } of fleet) {
    const cluster = new MarCluster(app, name, { quota: QUOTA });
    for (const instance of instances) addInstance(cluster, instance);
  }
}

function addInstance(cluster: MarCluster, name: string): void {
  const instance = new MarInstance(cluster, name, {
    image: 'registry.example.com/app:1',
    cpu: Cpu.millis(100),
    memory: Size.mebibytes(128),
    port: 8080,
    health: Health.http('/'),
  });
  instance.addStorage('/data', { size: Size.gibibytes(1) });
  instance.exposeViaService();
  instance.exposeViaIngress(`${name}.example.com`);
}
