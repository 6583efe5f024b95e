import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { OrderedChart } from './order';
import { render, Rendered } from './render';

/** What is written, and what it comes from. */
export interface Document {
  readonly source: IConstruct;
  readonly json: unknown;
}

/** Objects as JSON: each is resolved once, however often it is asked for, until it changes. */
export class Rendering {
  private readonly known = new Map<ApiObject, Rendered>();

  /** What an object writes. */
  public jsonOf(object: ApiObject): unknown {
    return this.rendered(object).json;
  }

  /** The same, with its length. */
  public rendered(object: ApiObject): Rendered {
    const known = this.known.get(object);
    if (known !== undefined) return known;
    const rendered = render(object);
    this.known.set(object, rendered);
    return rendered;
  }

  /** What a chart writes, and where each comes from: its objects, or what it says itself. */
  public *documentsOf({ chart, objects }: OrderedChart): Generator<Document> {
    if (chart.toJson !== Chart.prototype.toJson)
      yield* chart.toJson().map((json: unknown) => ({ source: chart, json }));
    else for (const source of objects) yield { source, json: this.jsonOf(source) };
  }

  /** Resolves an object anew when it is next asked for. */
  public forget(object: ApiObject): void {
    this.known.delete(object);
  }
}
