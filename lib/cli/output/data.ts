import { Document, Scalar, visit } from 'yaml';

/** A value as a program reads it: `json` or `yaml`. */
export function dataText(form: string, value: unknown): string {
  return form === 'json' ? JSON.stringify(value, undefined, 2) : yamlText(value).trimEnd();
}

/** Texts that readers of YAML 1.1 take for themselves, but not all: an octal number for those of 1.2, and the sign. */
const MISREAD = /^(?:0o[0-7]+|=)$/;

/** Texts stay texts, for readers of YAML 1.1, to whom `no` is false and `2024-01-01` a date, and for those of 1.2. */
function yamlText(value: unknown): string {
  const document = new Document(value, { version: '1.1' });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && MISREAD.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString();
}
