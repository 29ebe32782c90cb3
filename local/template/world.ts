/** All resources of an assembly with their names, and their properties with every reference resolved. */

import { type Assembly, readAssembly, type Stack } from './assembly.ts';
import {
  ACCOUNT_ID,
  type Addresses,
  arnOf,
  attributeOf,
  generatedName,
  type Identity,
  nameProperty,
  refOf,
} from './physical.ts';
import { holds, NO_VALUE, resolve, type Scope } from './resolve.ts';

/** A resource of the template. */
export interface Resource extends Identity {
  readonly arn: string;
  /** Properties with every intrinsic function resolved. Read again after custom resources answered. */
  properties(): Readonly<Record<string, unknown>>;
}

/** The assembly, brought to life. */
export interface World {
  readonly resources: readonly Resource[];
  /** Resources of the given types. */
  ofType(...types: readonly string[]): readonly Resource[];
  byArn(arn: string): Resource | undefined;
  /** Absolute path of a file asset. */
  asset(objectKey: string): string | undefined;
  /** Attributes that a custom resource answered with. */
  answered(resource: Identity, data: Readonly<Record<string, unknown>>): void;
  /** Outputs of every stack, resolved. */
  outputs(): Readonly<Record<string, unknown>>;
}

/** Reads the assembly in `dir`; `addresses` are those of the running city. */
export function loadWorld(dir: string, addresses: Addresses): World {
  return createWorld(readAssembly(dir), addresses);
}

/** Builds the world of an assembly. Names are made at once, properties when asked for. */
export function createWorld(assembly: Assembly, addresses: Addresses): World {
  const scopes = new Map<string, StackScope>();
  for (const stack of assembly.stacks) scopes.set(stack.name, new StackScope(stack, addresses, scopes));
  const resources = [...scopes.values()].flatMap((scope) => scope.resources());
  return {
    resources,
    ofType: (...types) => resources.filter((each) => types.includes(each.type)),
    byArn: (arn) => resources.find((each) => each.arn === arn || arn.startsWith(`${each.arn}:`)),
    asset: (key) => assembly.assets.get(key),
    answered: (resource, data) => void scopes.get(resource.stack)?.answers.set(resource.logicalId, data),
    outputs: () => Object.assign({}, ...[...scopes.values()].map((scope) => scope.outputs())),
  };
}

/** References of one stack. Exports are looked up over all stacks. */
class StackScope implements Scope {
  readonly answers = new Map<string, Readonly<Record<string, unknown>>>();
  readonly #identities = new Map<string, Identity>();
  readonly #stack: Stack;
  readonly #addresses: Addresses;
  readonly #all: ReadonlyMap<string, StackScope>;

  constructor(stack: Stack, addresses: Addresses, all: ReadonlyMap<string, StackScope>) {
    this.#stack = stack;
    this.#addresses = addresses;
    this.#all = all;
  }

  resources(): Resource[] {
    return Object.entries(this.#stack.template.Resources)
      .filter(([, each]) => each.Condition === undefined || holds({ Condition: each.Condition }, this))
      .map(([id, each]) => {
        const identity = this.#identity(id);
        const properties = () => resolve(each.Properties, this) as Record<string, unknown>;
        return { ...identity, arn: arnOf(identity), properties };
      });
  }

  outputs(): Record<string, unknown> {
    const all = Object.entries(this.#stack.template.Outputs).filter(([, each]) => each.Export === undefined);
    return Object.fromEntries(
      all.map(([key, each]) => [`${this.#stack.name}.${key}`, resolve(each.Value, this)]),
    );
  }

  ref(name: string): unknown {
    const pseudo = this.#pseudo(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = this.#stack.template.Parameters[name];
    if (parameter !== undefined) return parameter.Default ?? '';
    return refOf(this.#identity(name), this.#addresses);
  }

  attribute(logicalId: string, attribute: string): unknown {
    const answered = this.answers.get(logicalId);
    if (answered !== undefined && attribute in answered) return answered[attribute];
    return attributeOf(this.#identity(logicalId), attribute, this.#addresses);
  }

  exported(name: string): unknown {
    for (const scope of this.#all.values()) {
      for (const output of Object.values(scope.#stack.template.Outputs)) {
        if (output.Export !== undefined && resolve(output.Export.Name, scope) === name) {
          return resolve(output.Value, scope);
        }
      }
    }
    throw new Error(
      `No stack of the assembly exports ${name}. Synthesize all stacks together (npx cdk synth).`,
    );
  }

  condition(name: string): unknown {
    const condition = this.#stack.template.Conditions[name];
    if (condition === undefined) throw new Error(`Stack ${this.#stack.name} has no condition ${name}.`);
    return condition;
  }

  mapping(map: string, first: string, second: string): unknown {
    const value = this.#stack.template.Mappings[map]?.[first]?.[second];
    if (value === undefined)
      throw new Error(`Stack ${this.#stack.name} has no mapping ${map}.${first}.${second}.`);
    return value;
  }

  #identity(logicalId: string): Identity {
    const known = this.#identities.get(logicalId);
    if (known !== undefined) return known;
    const resource = this.#stack.template.Resources[logicalId];
    if (resource === undefined)
      throw new Error(`Stack ${this.#stack.name} refers to ${logicalId}, which it does not hold.`);
    const { name: stack, region } = this.#stack;
    const type = resource.Type;
    const fixed = resource.Properties[nameProperty(type) ?? ''];
    const named = fixed === undefined ? undefined : resolve(fixed, this);
    const made = generatedName(stack, logicalId, type, resource.Properties.FifoQueue === true);
    const identity = { stack, region, logicalId, type, name: typeof named === 'string' ? named : made };
    this.#identities.set(logicalId, identity);
    return identity;
  }

  #pseudo(name: string): unknown {
    const { name: stack, region } = this.#stack;
    const pseudo: Record<string, unknown> = {
      'AWS::AccountId': ACCOUNT_ID,
      'AWS::Region': region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack,
      'AWS::StackId': `arn:aws:cloudformation:${region}:${ACCOUNT_ID}:stack/${stack}/local`,
      'AWS::NotificationARNs': [],
      'AWS::NoValue': NO_VALUE,
    };
    return pseudo[name];
  }
}
