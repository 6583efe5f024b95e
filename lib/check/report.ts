import * as path from 'node:path';
import { callError } from '../internal/errors';
import { CheckFinding } from './run';
import { asJson } from './report-json';
import { asSarif } from './report-sarif';

/** File with all violations for other programs, including the violations that are allowed. */
export class CheckReport {
  /**
   * Returns a report in JSON: a list of violations with code, severity, path, object and message.
   * @throws if `file` is empty
   */
  public static json(file: string): CheckReport {
    return new CheckReport(required('CheckReport.json', file), asJson);
  }

  /**
   * Returns a report in SARIF, the format of code scanners.
   * @throws if `file` is empty
   * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
   */
  public static sarif(file: string): CheckReport {
    return new CheckReport(required('CheckReport.sarif', file), asSarif);
  }

  private constructor(
    /** Path of the report file, relative to the working directory. */
    public readonly file: string,
    private readonly format: (findings: readonly CheckFinding[]) => string,
  ) {}

  /**
   * Returns the content of the file.
   * @internal
   */
  public _render(findings: readonly CheckFinding[]): string {
    return this.format(findings);
  }

  /**
   * Returns true if the report file is inside of `folder`, where `kubectl apply` would read it as a manifest.
   * @internal
   */
  public _isIn(folder: string): boolean {
    return path.relative(folder, this.file).split(path.sep)[0] !== '..';
  }
}

function required(call: string, file: string): string {
  if (typeof file !== 'string' || file.trim() === '')
    throw callError(call, 'must name a file', "give one, such as 'checks.json'");
  return file;
}
