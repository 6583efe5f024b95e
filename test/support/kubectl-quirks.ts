/** A field that kubectl sends again at each apply though nothing has changed. */
export interface KubectlQuirk {
  readonly kind: string;
  /** Path of the field that kubectl sends, in a patch. */
  readonly field: string;
  readonly reason: string;
}

/**
 * Every object that `kubectl apply` may call "configured" at a second apply, and the one field that explains it. `kubectl
 * diff` shows no difference for any of them.
 */
export const KUBECTL_QUIRKS: readonly KubectlQuirk[] = [
  {
    kind: 'PodDisruptionBudget',
    field: 'spec.selector',
    reason: 'its patch strategy is `replace`, so kubectl sends the selector whole each time',
  },
  {
    kind: 'StatefulSet',
    field: 'spec.volumeClaimTemplates',
    reason: 'the list is atomic, and the API server adds apiVersion, kind, status and a volume mode to each template',
  },
  ...[
    'spec.$setElementOrder/volumes',
    'spec.containers[].$setElementOrder/volumeMounts',
    'spec.initContainers[].$setElementOrder/volumeMounts',
  ].map((field) => ({
    kind: 'Pod',
    field,
    reason:
      'the API server adds a volume with the token of its service account, so kubectl sends the order of the others',
  })),
];

/** Returns true if a quirk explains that kubectl sends this field; `resource` is the plural name of the kind. */
export function isQuirk(resource: string, field: string): boolean {
  return KUBECTL_QUIRKS.some((quirk) => resource === `${quirk.kind.toLowerCase()}s` && isWithin(field, quirk.field));
}

/** Returns true if a quirk may explain this line of kubectl's output. */
export function isQuirkLine(line: string): boolean {
  return line.endsWith(' configured') && KUBECTL_QUIRKS.some(({ kind }) => line.startsWith(`${kind.toLowerCase()}.`));
}

function isWithin(field: string, outer: string): boolean {
  return field === outer || field.startsWith(`${outer}.`) || field.startsWith(`${outer}[`);
}
