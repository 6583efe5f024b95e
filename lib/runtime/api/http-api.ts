import { KubeApi, Page, Preconditions, Selection, WatchEvent, WriteOptions } from './api';
import { ApiError, Asked } from './errors';
import { Http, HttpRequest, wholeOf } from './http';
import { KubeObject } from '../object/kube';
import { linesOf } from './lines';
import { Resource } from '../object/resource';

/** Objects on a page. */
const PAGE = 500;

/** How long the server keeps a watch open, in seconds. Then it is asked for the next one. */
const WATCH = 300;

/** Of what is written, in the managed fields of the objects. */
const FIELD_MANAGER = 'cdk8s-mar';

type Query = Readonly<Record<string, string | number | undefined>>;

/** What the server says of a refusal. */
interface Status {
  readonly reason?: string;
  readonly message?: string;
}

/** The API server over HTTP, in JSON as it comes: no field is lost because this version does not know it. */
export class HttpApi implements KubeApi {
  constructor(
    private readonly http: Http,
    private readonly signal?: AbortSignal,
  ) {}

  public until(signal: AbortSignal): KubeApi {
    return new HttpApi(this.http, signal);
  }

  public async get<T extends KubeObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
  ): Promise<T | undefined> {
    const asked = { verb: 'get', resource: resource.name, namespace, name };
    const path = pathOf(resource, namespace, name);
    return this.send<T>(asked, { method: 'GET', path }).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    });
  }

  public async *pages<T extends KubeObject>(
    resource: Resource<T>,
    selection: Selection,
    at?: string,
  ): AsyncGenerator<Page<T>> {
    const exactly = at === undefined ? {} : { resourceVersion: at, resourceVersionMatch: 'Exact' };
    const asked = { verb: 'list', resource: resource.name, namespace: selection.namespace };
    let next: string | undefined;
    do {
      const from = next === undefined ? exactly : { continue: next }; // which says of what version it is
      const query = { ...selectors(selection), limit: PAGE, ...from };
      const path = `${pathOf(resource, selection.namespace)}${queryOf(query)}`;
      const { items, metadata } = await this.send<Partial<List<T>>>(asked, { method: 'GET', path });
      if (items === undefined || metadata === undefined)
        throw this.http.unreachable(new Error('it answers with no list'));
      yield { items, resourceVersion: metadata.resourceVersion };
      next = metadata.continue;
    } while (next !== undefined && next !== '');
  }

  public create<T extends KubeObject>(resource: Resource<T>, object: T, options: WriteOptions): Promise<T> {
    const { namespace, name } = object.metadata;
    const path = `${pathOf(resource, namespace)}${written(options)}`;
    return this.send<T>(
      { verb: 'create', resource: resource.name, namespace, name },
      { method: 'POST', path, body: object },
    );
  }

  public replace<T extends KubeObject>(resource: Resource<T>, object: T, options: WriteOptions): Promise<T> {
    return this.write<T>('update', 'PUT', resource, object, object, options);
  }

  public patch<T extends KubeObject>(
    resource: Resource<T>,
    object: T,
    patch: object,
    options: WriteOptions,
  ): Promise<T> {
    return this.write<T>('patch', 'PATCH', resource, object, patch, options, 'application/merge-patch+json');
  }

  public async delete(
    resource: Resource,
    object: KubeObject,
    preconditions: Preconditions,
    { dryRun = false }: WriteOptions,
  ): Promise<void> {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions, ...(dryRun ? { dryRun: ['All'] } : {}) };
    const { namespace, name } = object.metadata;
    const asked = { verb: 'delete', resource: resource.name, namespace, name };
    await this.send(asked, { method: 'DELETE', path: pathOf(resource, namespace, name), body });
  }

  public async *watch<T extends KubeObject>(
    resource: Resource<T>,
    selection: Selection,
    resourceVersion: string,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent<T>> {
    const asked = { verb: 'watch', resource: resource.name, namespace: selection.namespace };
    const from = { watch: 'true', resourceVersion, allowWatchBookmarks: 'true', timeoutSeconds: WATCH };
    const path = `${pathOf(resource, selection.namespace)}${queryOf({ ...selectors(selection), ...from })}`;
    try {
      const { status, text } = await this.http.stream({ method: 'GET', path, signal });
      if (status !== 200) throw refusal(status, await wholeOf(text), asked);
      for await (const line of linesOf(text)) yield eventOf(this.read(line) as Event<T>, asked);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  private write<T>(
    verb: string,
    method: string,
    resource: Resource,
    { metadata: { namespace, name } }: KubeObject,
    body: object,
    options: WriteOptions,
    contentType?: string,
  ): Promise<T> {
    const path = `${pathOf(resource, namespace, name)}${written(options)}`;
    return this.send<T>({ verb, resource: resource.name, namespace, name }, { method, path, body, contentType });
  }

  private async send<T>(asked: Asked, request: HttpRequest): Promise<T> {
    const { status, body } = await this.http.send({ ...request, signal: this.signal });
    if (status >= 200 && status < 300) return this.read(body) as T;
    throw refusal(status, body, asked);
  }

  /** What is no JSON comes from something else than an API server, or is half of an answer. */
  private read(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw this.http.unreachable(new Error(`it answers in no JSON: ${text.slice(0, 60)}`, { cause: error }));
    }
  }
}

interface List<T> {
  readonly items: readonly T[];
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
}

function pathOf({ base, plural }: Resource, namespace?: string, name?: string): string {
  const segments = [
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    plural,
    ...(name === undefined ? [] : [name]),
  ];
  return [base, ...segments.map(encodeURIComponent)].join('/');
}

function selectors({ labels, fields }: Selection): Query {
  return { labelSelector: labels, fieldSelector: fields };
}

function written({ dryRun = false }: WriteOptions): string {
  return queryOf({ fieldManager: FIELD_MANAGER, dryRun: dryRun ? 'All' : undefined });
}

function queryOf(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return `?${new URLSearchParams(given.map(([key, value]): [string, string] => [key, String(value)])).toString()}`;
}

type Event<T> = WatchEvent<T> | { readonly type: 'ERROR'; readonly object: Status & { readonly code: number } };

function eventOf<T>(event: Event<T>, asked: Asked): WatchEvent<T> {
  if (event.type === 'ERROR') throw refusalOf(event.object.code, event.object, asked);
  return event;
}

function refusal(status: number, body: string, asked: Asked): ApiError {
  return refusalOf(status, parsed(body), asked);
}

function refusalOf(code: number, { reason = '', message }: Status, asked: Asked): ApiError {
  return new ApiError(code, reason, message ?? `the server answered ${code}`, asked);
}

/** A proxy on the way may answer in another form. */
function parsed(body: string): Status {
  try {
    return JSON.parse(body) as Status;
  } catch {
    return { message: body.trim().slice(0, 200) || undefined };
  }
}
