/** Version of this package. A test compares it with package.json, which a bundled program cannot read. */
export const VERSION = '0.1.0';

/** Key of the annotation that says which version of this package wrote a Namespace or an object without a namespace. */
export const VERSION_KEY = 'mar-version';

/** Annotation that says which version of this package wrote an object. Pods do not have it, so a new version restarts none. */
export const VERSION_ANNOTATION: Readonly<Record<string, string>> = { [VERSION_KEY]: VERSION };
