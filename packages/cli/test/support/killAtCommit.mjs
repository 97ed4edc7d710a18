// Loaded into the command by --import: ends the process, as SIGKILL does, at a certain COMMIT of a write.
import Database from 'better-sqlite3';

const at = Number(process.env['KILL_AT_COMMIT']);
const after = process.env['KILL_AFTER'] === 'yes';
let seen = 0;
let writing = false;
const { prepare } = Database.prototype;
Database.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql);
  const { run } = statement;
  if (sql.startsWith('BEGIN')) {
    statement.run = (...parameters) => {
      writing = sql === 'BEGIN IMMEDIATE';
      return run.apply(statement, parameters);
    };
  }
  if (sql === 'COMMIT') {
    statement.run = (...parameters) => {
      if (writing) seen += 1;
      const kill = writing && seen === at;
      if (kill && !after) process.kill(process.pid, 'SIGKILL');
      const result = run.apply(statement, parameters);
      if (kill) process.kill(process.pid, 'SIGKILL');
      return result;
    };
  }
  return statement;
};
