import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { OrderedChart } from './order';
import { render, Rendered } from './render';

/** Manifest to write, and the construct that it comes from. */
export interface Document {
  readonly source: IConstruct;
  readonly json: unknown;
}

/** Cache of manifests: renders each object once, until `forget` is called for the object. */
export class Rendering {
  private readonly known = new Map<ApiObject, Rendered>();

  /** Returns the manifest of `object`. */
  public jsonOf(object: ApiObject): unknown {
    return this.rendered(object).json;
  }

  /** Returns the manifest of `object` with its length. */
  public rendered(object: ApiObject): Rendered {
    const known = this.known.get(object);
    if (known !== undefined) return known;
    const rendered = render(object);
    this.known.set(object, rendered);
    return rendered;
  }

  /**
   * Yields the manifests of a chart, each with its construct: its objects, or the result of `toJson` if the chart overrides
   * it.
   */
  public *documentsOf({ chart, objects }: OrderedChart): Generator<Document> {
    if (chart.toJson !== Chart.prototype.toJson)
      yield* chart.toJson().map((json: unknown) => ({ source: chart, json }));
    else for (const source of objects) yield { source, json: this.jsonOf(source) };
  }

  /** Drops `object` from the cache, so that it is rendered again at the next request. */
  public forget(object: ApiObject): void {
    this.known.delete(object);
  }
}
