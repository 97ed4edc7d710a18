import { tableDefinition } from '../table.ts';
import { templateSettings, type TemplateOptions } from './options.ts';

/**
 * The table as a CloudFormation template, JSON: the same options give the same text. It is made of the very definition that setup by
 * API uses. The table outlives its stack (`DeletionPolicy: Retain`), and is encrypted at rest with a key that AWS owns, as every
 * table is (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html); add `SSESpecification` for another.
 *
 * Resource: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 *
 * @throws ColloquyError `invalid_argument`
 * @example
 * // aws cloudformation deploy --stack-name dialogues --template-file dialogues.json
 * writeFileSync('dialogues.json', cloudFormationTemplate({ table: 'dialogues' }));
 */
export function cloudFormationTemplate(options?: TemplateOptions): string {
  const { table, pointInTimeRecovery, deletionProtection, tags } = templateSettings(options);
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'The table of Colloquy (@colloquy/store-dynamo)',
    Resources: {
      Dialogues: {
        Type: 'AWS::DynamoDB::Table',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          // CreateTable and the resource name these alike.
          ...tableDefinition(table),
          DeletionProtectionEnabled: deletionProtection,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: pointInTimeRecovery },
          ...(tags.length === 0 ? {} : { Tags: tags.map(([Key, Value]) => ({ Key, Value })) }),
        },
      },
    },
    Outputs: {
      TableName: { Value: { Ref: 'Dialogues' } },
      TableArn: { Value: { 'Fn::GetAtt': ['Dialogues', 'Arn'] } },
    },
  };
  return `${JSON.stringify(template, undefined, 2)}\n`;
}
