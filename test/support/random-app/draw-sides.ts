import * as fc from 'fast-check';
import { rarely, record, said, weighted } from './draw';
import { cpu, memory, quarters, requests, units } from './draw-amounts';
import { sideEnv } from './draw-env';
import { lifecycles } from './draw-lifecycle';
import { SideContainer } from './program-pods';

/** Mostly without hooks where Kubernetes takes none: before the others start. */
function plausibleSide(side: SideContainer): SideContainer {
  const isHooked = side.as !== 'init' || side.port !== undefined;
  const lifecycle = isHooked ? side.lifecycle : undefined;
  return said({ ...side, lifecycle, requests: side.requests && quarters(side, side.requests) });
}

/** A container beside `app`, or before it. */
export const sides: fc.Arbitrary<SideContainer> = record<SideContainer>({
  as: weighted([4, 'container'], [3, 'init'], [3, 'sidecar']),
  cpu,
  memory,
  requests: rarely(20, requests),
  port: rarely(20, fc.constantFrom(9100, 443)),
  root: rarely(3, fc.constant(true)),
  units: rarely(20, units),
  env: rarely(15, sideEnv),
  lifecycle: rarely(10, lifecycles),
}).map(plausibleSide);
