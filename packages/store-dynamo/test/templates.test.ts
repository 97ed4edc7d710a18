import { parse } from '@cdktn/hcl2json';
import { CreateTableCommand, DynamoDBClient, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { dialogueId } from '@colloquy/core';
import { dynamoConfig } from '@colloquy/engines';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  cloudFormationTemplate,
  openDynamoStore,
  setUpDynamoTable,
  tableDefinition,
  terraformConfiguration,
  type TemplateOptions,
} from '../src/index.ts';
import { newTable, recordingClient } from './support/clients.ts';

const tags = { 'cost-centre': '42', team: 'expert dialogues' };

test('the CloudFormation template, word for word', () => {
  expect(cloudFormationTemplate({ table: 'dialogues', tags })).toMatchSnapshot();
});

test('the Terraform configuration, word for word', () => {
  expect(terraformConfiguration({ table: 'dialogues', tags })).toMatchSnapshot();
});

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy: string;
  readonly UpdateReplacePolicy: string;
  readonly Properties: CreateTableCommandInput & {
    readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled: boolean };
  };
}

function resourceOf(options: TemplateOptions): Resource {
  const { Resources } = JSON.parse(cloudFormationTemplate(options)) as { Resources: Record<string, Resource> };
  const [resource, ...others] = Object.values(Resources);
  expect(others).toEqual([]);
  if (resource === undefined) throw new Error('no resource');
  return resource;
}

describe('CloudFormation', () => {
  test('the table that its properties make is the one that a store opens without setup, and that setup leaves as it is', async () => {
    const table = newTable();
    const { Properties } = resourceOf({ table, tags, deletionProtection: false });
    // The one property that CreateTable does not take: it is set by UpdateContinuousBackups.
    const { PointInTimeRecoverySpecification, ...input } = Properties;
    expect(PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    const plain = new DynamoDBClient(dynamoConfig());
    onTestFinished(() => plain.destroy());
    await plain.send(new CreateTableCommand(input));
    await using store = await openDynamoStore({ table, client: plain, setup: false });
    const some = new Uint8Array([1]);
    const commit = { n: 1, commitId: '0'.repeat(32), header: some, body: some, auth: some, changes: [], checks: [] };
    expect((await store.commit(dialogueId('by-template'), commit)).outcome).toBe('committed');
    const { client, sent } = recordingClient();
    await setUpDynamoTable({ table, client });
    expect(sent.map(({ command }) => command)).toEqual(['DescribeTable']);
  });

  test('its properties are the definition and the three that go beyond it', () => {
    const { Type, DeletionPolicy, UpdateReplacePolicy, Properties } = resourceOf({ table: 'dialogues', tags });
    expect([Type, DeletionPolicy, UpdateReplacePolicy]).toEqual(['AWS::DynamoDB::Table', 'Retain', 'Retain']);
    expect(Properties).toEqual({
      ...tableDefinition('dialogues'),
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      Tags: [
        { Key: 'cost-centre', Value: '42' },
        { Key: 'team', Value: 'expert dialogues' },
      ],
    });
  });

  test('what is turned off is off', () => {
    const { Properties } = resourceOf({ pointInTimeRecovery: false, deletionProtection: false });
    expect(Properties.DeletionProtectionEnabled).toBe(false);
    expect(Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: false });
    expect(Properties.Tags).toBeUndefined();
  });
});

interface KeyBlock {
  readonly attribute_name: string;
  readonly key_type: string;
}

interface TableBlock {
  readonly name: string;
  readonly billing_mode: string;
  readonly hash_key: string;
  readonly range_key: string;
  readonly attribute: readonly { readonly name: string; readonly type: string }[];
  readonly global_secondary_index: readonly {
    readonly name: string;
    readonly projection_type: string;
    readonly non_key_attributes?: readonly string[];
    readonly key_schema: readonly KeyBlock[];
  }[];
}

/** The table that a configuration describes, read by HashiCorp's own parser, as CreateTable would take it. */
async function tableOf(options: TemplateOptions): Promise<{ made: CreateTableCommandInput; block: object }> {
  const { resource } = (await parse('dialogues.tf', terraformConfiguration(options))) as {
    resource: { aws_dynamodb_table: { dialogues: readonly TableBlock[] } };
  };
  const [block] = resource.aws_dynamodb_table.dialogues;
  if (block === undefined) throw new Error('no table');
  const { name, billing_mode, hash_key, range_key, attribute, global_secondary_index, ...others } = block;
  const made = {
    TableName: name,
    BillingMode: billing_mode,
    AttributeDefinitions: attribute.map((each) => ({ AttributeName: each.name, AttributeType: each.type })),
    KeySchema: [
      { AttributeName: hash_key, KeyType: 'HASH' },
      { AttributeName: range_key, KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: global_secondary_index.map((index) => ({
      IndexName: index.name,
      KeySchema: index.key_schema.map((key) => ({ AttributeName: key.attribute_name, KeyType: key.key_type })),
      Projection: {
        ProjectionType: index.projection_type,
        ...(index.non_key_attributes === undefined ? {} : { NonKeyAttributes: [...index.non_key_attributes] }),
      },
    })),
  };
  return { made: made as CreateTableCommandInput, block: others };
}

describe('Terraform', () => {
  test('what HCL reads in it is the definition and what goes beyond it', async () => {
    const { made, block } = await tableOf({ table: 'dialogues', tags });
    expect(made).toEqual(tableDefinition('dialogues'));
    expect(block).toEqual({
      deletion_protection_enabled: true,
      point_in_time_recovery: [{ enabled: true }],
      tags,
      lifecycle: [{ prevent_destroy: true }],
    });
  });

  test('what is turned off is off', async () => {
    const { block } = await tableOf({ pointInTimeRecovery: false, deletionProtection: false });
    expect(block).toEqual({
      deletion_protection_enabled: false,
      point_in_time_recovery: [{ enabled: false }],
      lifecycle: [{ prevent_destroy: true }],
    });
  });

  test('the longest and oddest names that are allowed come through', async () => {
    const table = `..-_${'x'.repeat(251)}`;
    const odd = { 'ö _.:/=+-@': 'Ärger: 1+1=2 @/home_.-', ['k'.repeat(128)]: 'v'.repeat(256) };
    const { made, block } = await tableOf({ table, tags: odd });
    expect(made.TableName).toBe(table);
    expect(block).toMatchObject({ tags: odd });
    expect(resourceOf({ table, tags: odd }).Properties.Tags).toHaveLength(2);
  });
});

describe.each([
  ['CloudFormation', cloudFormationTemplate],
  ['Terraform', terraformConfiguration],
])('%s takes nothing that is malformed: invalid_argument', (_, template) => {
  const malformed: readonly (readonly [string, unknown])[] = [
    ['null', null],
    ['a name that is none', { table: 7 }],
    ['a name that ends the text', { table: 'x"\n}\nresource "y" "z" {' }],
    ['a name with a template', { table: '${var.x}' }],
    ['a name with a line break', { table: 'dialogues\n' }],
    ['an ARN', { table: 'arn:aws:dynamodb:eu-central-1:123456789012:table/x' }],
    ['too short a name', { table: 'ab' }],
    ['too long a name', { table: 'x'.repeat(256) }],
    ['recovery that is no boolean', { pointInTimeRecovery: 'no' }],
    ['protection that is no boolean', { deletionProtection: 0 }],
    ['tags that are a list', { tags: ['a'] }],
    ['a tag with a quote', { tags: { a: 'b"' } }],
    ['a tag with a template', { tags: { a: '${b}' } }],
    ['a tag with a directive', { tags: { a: '%{ if true }' } }],
    ['a tag with a line break', { tags: { 'a\n': 'b' } }],
    ['a tag with a backslash', { tags: { a: '\\' } }],
    ['a tag of AWS', { tags: { 'aws:a': 'b' } }],
    ['an empty key', { tags: { '': 'b' } }],
    ['a value that is no text', { tags: { a: 1 } }],
    ['too long a value', { tags: { a: 'v'.repeat(257) } }],
    ['too many tags', { tags: Object.fromEntries(Array.from({ length: 51 }, (__, at) => [`k${at}`, ''])) }],
  ];
  test.each(malformed)('%s', (__, options) => {
    expect(() => template(options as TemplateOptions)).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  });

  test('the order of tags changes nothing', () => {
    const turned = Object.fromEntries(Object.entries(tags).reverse());
    expect(template({ tags: turned })).toBe(template({ tags }));
  });
});
