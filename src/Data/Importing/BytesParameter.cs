using System.Data;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Importing;

/// <summary>A part of a larger memory as a parameter: an array of its own would be one of the large objects that are collected last.</summary>
/// <param name="bytes">What is sent.</param>
internal sealed class BytesParameter(ReadOnlyMemory<byte> bytes) : SqlMapper.ICustomQueryParameter
{
    public void AddParameter(IDbCommand command, string name) =>
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>>(name, bytes));
}
