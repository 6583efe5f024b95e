import { pod } from '../objects';
import { RuleCase } from '../rule-case';
import { ingressTo, SERVED } from '../served';
import { LABEL, config } from './objects';

/** Data and hosts. */
export const TEXTS: readonly RuleCase[] = [
  {
    code: 'MAR-N14',
    when: 'a key of a ConfigMap is a path',
    fails: [config({ data: { 'conf.d/web.conf': '' } })],
    found: [
      `web: key of data must be 1 to 253 of letters, digits, '-', '_' and '.', and no '.' or '..', got 'conf.d/web.conf': rename it`,
    ],
    passes: [config({ data: { 'web.conf': '' } })],
  },
  {
    code: 'MAR-N14',
    when: 'binary data of a ConfigMap are a text',
    fails: [config({ binaryData: { logo: '<svg/>' } })],
    found: [`web: binaryData['logo'] must be base64, got 'string': encode it`],
    passes: [config({ binaryData: { logo: 'PHN2Zy8+' } })],
  },
  {
    code: 'MAR-N15',
    when: 'an Ingress has the address of a page for a host',
    fails: [...SERVED, ingressTo('web.example.com:8080', '/')],
    found: [
      `web: spec.rules[0].host must be a DNS name, in lower case, whose first part may be '*', got 'web.example.com:8080': rename it`,
    ],
    passes: [...SERVED, ingressTo('web.example.com', '/')],
  },
  {
    code: 'MAR-N15',
    when: 'the host name of a pod has a dot',
    fails: [pod({ spec: { hostname: 'web.example' } })],
    found: [`web: spec.hostname ${LABEL}, got 'web.example': rename it`],
    passes: [pod({ spec: { hostname: 'web', subdomain: 'example' } })],
  },
];
