import { Construct } from 'constructs';
import { DNS_LABEL, DNS_SUBDOMAIN, requireName, requireSelector } from '../kube/names';
import { Peer } from './peer';
import { requireObject } from '../internal/values';

/** Ingress controller that sends outside traffic to the instances of a cluster. */
export interface IngressControllerProps {
  /**
   * Namespace of the ingress controller.
   * @default 'ingress-nginx'
   */
  readonly namespace?: string;
  /**
   * Labels of the ingress controller's pods. Set them if other pods run in the same namespace.
   * @default - all pods of the namespace
   */
  readonly podLabels?: { readonly [key: string]: string };
  /**
   * Name of the controller's IngressClass. Kubernetes: `ingressClassName`.
   * @default 'nginx'
   */
  readonly className?: string;
}

/** Checked ingress controller of a cluster: its class name, and the peer that instances allow traffic from. */
export class IngressController {
  public readonly className: string;
  public readonly peer: Peer;

  constructor(scope: Construct, props: IngressControllerProps = {}) {
    requireObject(scope, 'ingressController', props);
    const namespace = props.namespace ?? 'ingress-nginx';
    this.className = props.className ?? 'nginx';
    requireName(scope, 'ingressController.namespace', namespace, DNS_LABEL, 'give the name of a namespace');
    requireName(
      scope,
      'ingressController.className',
      this.className,
      DNS_SUBDOMAIN,
      'give the name of an IngressClass',
    );
    requireSelector(scope, 'ingressController.podLabels', props.podLabels ?? {});
    this.peer = Peer._pods(namespace, props.podLabels);
  }
}
