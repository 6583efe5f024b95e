import { objectsIn } from '../../model/json';
import { control } from './control';
import { Placed } from './judged-pod';
import { Value } from './values';

/** Network policies do not apply to a port of the node. */
export const HOST_PORTS = control({
  code: 'MAR-P06',
  title: 'No container takes a port of the node.',
  demands: [
    { must: 'must not be set', advice: 'use a Service', refused: ({ containers }) => containers.flatMap(hostPorts) },
  ],
});

function hostPorts({ container, field }: Placed): Value[] {
  const ports = objectsIn(container.ports).map(({ name, hostPort = 0 }, i) => ({
    field: `${field}.ports['${name ?? i}'].hostPort`,
    value: hostPort,
  }));
  return ports.filter(({ value }) => value !== 0);
}
