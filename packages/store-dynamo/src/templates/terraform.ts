import type { GlobalSecondaryIndex, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { tableDefinition } from '../table.ts';
import { templateSettings, type TemplateOptions } from './options.ts';

/**
 * A text of HCL. Names and tags are of characters that need no escape there: no quote, no backslash, none of the `$` and `%` that
 * begin templates, no control characters.
 */
function quoted(text: string | undefined): string {
  return `"${text ?? ''}"`;
}

/** Arguments of one block, their signs of equality below each other, as `terraform fmt` writes them. */
function assigned(indent: string, values: readonly (readonly [name: string, value: string])[]): readonly string[] {
  const width = Math.max(...values.map(([name]) => name.length));
  return values.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`);
}

function keyOf(schema: readonly KeySchemaElement[] | undefined, type: 'HASH' | 'RANGE'): string {
  return quoted(schema?.find(({ KeyType }) => KeyType === type)?.AttributeName);
}

function indexBlock({ IndexName, KeySchema = [], Projection }: GlobalSecondaryIndex): readonly string[] {
  const held = Projection?.NonKeyAttributes ?? [];
  return [
    '',
    '  global_secondary_index {',
    ...assigned('    ', [
      ['name', quoted(IndexName)],
      ['projection_type', quoted(Projection?.ProjectionType)],
      ...(held.length === 0 ? [] : [['non_key_attributes', `[${held.map(quoted).join(', ')}]`] as const]),
    ]),
    ...KeySchema.flatMap(({ AttributeName, KeyType }) => [
      '',
      '    key_schema {',
      ...assigned('      ', [
        ['attribute_name', quoted(AttributeName)],
        ['key_type', quoted(KeyType)],
      ]),
      '    }',
    ]),
    '  }',
  ];
}

/**
 * The table as a Terraform configuration (HCL) for the AWS provider 6: the same options give the same text. It is made of the very
 * definition that setup by API uses. Terraform is told never to destroy the table; it is encrypted at rest with a key that AWS owns, as
 * every table is (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html); add `server_side_encryption`
 * for another.
 *
 * The keys of the table are `hash_key` and `range_key`, those of an index `key_schema` blocks, since the provider has deprecated the
 * former for indexes (https://github.com/hashicorp/terraform-provider-aws/issues/46197;
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table).
 *
 * @throws ColloquyError `invalid_argument`
 * @example
 * writeFileSync('dialogues.tf', terraformConfiguration({ table: 'dialogues', tags: { team: 'research' } }));
 */
export function terraformConfiguration(options?: TemplateOptions): string {
  const { table, pointInTimeRecovery, deletionProtection, tags } = templateSettings(options);
  const { BillingMode, KeySchema, AttributeDefinitions = [], GlobalSecondaryIndexes = [] } = tableDefinition(table);
  const lines = [
    'terraform {',
    '  required_providers {',
    '    aws = {',
    '      source  = "hashicorp/aws"',
    '      version = "~> 6.33"',
    '    }',
    '  }',
    '}',
    '',
    'resource "aws_dynamodb_table" "dialogues" {',
    ...assigned('  ', [
      ['name', quoted(table)],
      ['billing_mode', quoted(BillingMode)],
      ['hash_key', keyOf(KeySchema, 'HASH')],
      ['range_key', keyOf(KeySchema, 'RANGE')],
      ['deletion_protection_enabled', String(deletionProtection)],
    ]),
    ...AttributeDefinitions.flatMap(({ AttributeName, AttributeType }) => [
      '',
      '  attribute {',
      ...assigned('    ', [
        ['name', quoted(AttributeName)],
        ['type', quoted(AttributeType)],
      ]),
      '  }',
    ]),
    ...GlobalSecondaryIndexes.flatMap(indexBlock),
    '',
    '  point_in_time_recovery {',
    `    enabled = ${pointInTimeRecovery}`,
    '  }',
    ...(tags.length === 0
      ? []
      : ['', '  tags = {', ...tags.map(([key, value]) => `    ${quoted(key)} = ${quoted(value)}`), '  }']),
    '',
    '  lifecycle {',
    '    prevent_destroy = true',
    '  }',
    '}',
    '',
    'output "table_arn" {',
    '  value = aws_dynamodb_table.dialogues.arn',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
