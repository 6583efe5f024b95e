import * as kplus from 'cdk8s-plus-30';
import { Contents, found, member } from './contents';
import { Env, Hook, Lifecycle } from './program-details';

/** A variable as the library is told; `main` is the container `app`, once there is one. */
export function envValue({ configs }: Contents, said: Env, main?: kplus.Container): kplus.EnvValue {
  if ('value' in said) return kplus.EnvValue.fromValue(said.value);
  if ('config' in said) return found(configs, said.config).envValue(said.key);
  if ('field' in said) {
    const field = member(kplus.EnvFieldPaths, said.field) ?? kplus.EnvFieldPaths.POD_NAME;
    return kplus.EnvValue.fromFieldRef(field, { key: said.key });
  }
  const resource = member(kplus.ResourceFieldPaths, said.resource) ?? kplus.ResourceFieldPaths.CPU_LIMIT;
  const container = said.ofMain === true ? main : undefined;
  return kplus.EnvValue.fromResource(resource, { divisor: said.divisor, container });
}

export function lifecycleOf({ postStart, preStop }: Lifecycle): kplus.ContainerLifecycle {
  return { postStart: postStart && handlerOf(postStart), preStop: preStop && handlerOf(preStop) };
}

function handlerOf(hook: Hook): kplus.Handler {
  if ('command' in hook) return kplus.Handler.fromCommand([...hook.command]);
  if ('http' in hook) return kplus.Handler.fromHttpGet(hook.http, { port: hook.port });
  return kplus.Handler.fromTcpSocket({ port: hook.port, host: hook.host });
}
