import { IngressControllerProps } from '../../lib/index';
import { Manifest, only } from '../support/manifest';
import { cluster, instance } from '../cluster/fixture';

/** How an instance is opened to the ingress controller of its cluster. */
function exposed(ingressController?: IngressControllerProps): { className: string; from: Manifest } {
  const prod = cluster({ ingressController });
  instance(prod, 'api').exposeViaIngress('api.example.com');
  return {
    className: only(prod, 'Ingress').spec.ingressClassName,
    from: only(prod, 'NetworkPolicy', 'api-traffic').spec.ingress[0].from,
  };
}

test('by default the ingress controller has the class nginx and is all of ingress-nginx', () => {
  expect(exposed()).toEqual({
    className: 'nginx',
    from: [{ podSelector: {}, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }],
  });
});

test('every prop of the ingress controller is found', () => {
  const every: Required<IngressControllerProps> = {
    namespace: 'edge',
    podLabels: { app: 'traefik' },
    className: 'traefik.internal',
  };
  expect(exposed(every)).toEqual({
    className: 'traefik.internal',
    from: [
      {
        podSelector: { matchLabels: { app: 'traefik' } },
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
      },
    ],
  });
});

test.each(['namespace', 'podLabels', 'className'])(
  '%s of the ingress controller that is undefined has its default',
  (prop) => {
    expect(exposed({ [prop]: undefined })).toEqual(exposed());
  },
);

test.each<[string, IngressControllerProps, string]>([
  [
    'namespace',
    { namespace: 'a.b' },
    "namespace must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit), got 'a.b': give " +
      'the name of a namespace',
  ],
  [
    'class',
    { className: 'Nginx' },
    "className must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit), got " +
      "'Nginx': give the name of an IngressClass",
  ],
  [
    'label',
    { podLabels: { app: 'a b' } },
    "podLabels['app'] must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter " +
      "or digit), got 'a b': shorten it, or make it an annotation",
  ],
])('fails when the %s of the ingress controller is not valid', (_, ingressController, message) => {
  expect(() => cluster({ ingressController })).toThrow(new Error(`[prod] ingressController.${message}`));
});
