import * as path from 'node:path';
import { callError } from '../internal/errors';
import { CheckFinding } from './run';
import { asJson } from './report-json';
import { asSarif } from './report-sarif';

/** A file for other programs, with all findings, the silenced ones among them. */
export class CheckReport {
  /** A list of findings: code, severity, path, object, message. */
  public static json(file: string): CheckReport {
    return new CheckReport(required('CheckReport.json', file), asJson);
  }

  /** The format of code scanners. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
  public static sarif(file: string): CheckReport {
    return new CheckReport(required('CheckReport.sarif', file), asSarif);
  }

  private constructor(
    /** Where it is written, from the working directory. */
    public readonly file: string,
    private readonly format: (findings: readonly CheckFinding[]) => string,
  ) {}

  /** @internal */
  public _render(findings: readonly CheckFinding[]): string {
    return this.format(findings);
  }

  /** Whether `kubectl apply` of a folder would take it for a manifest. @internal */
  public _isIn(folder: string): boolean {
    return path.relative(folder, this.file).split(path.sep)[0] !== '..';
  }
}

function required(call: string, file: string): string {
  if (typeof file !== 'string' || file.trim() === '')
    throw callError(call, 'must name a file', "give one, such as 'checks.json'");
  return file;
}
