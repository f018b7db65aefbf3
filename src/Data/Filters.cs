using Dapper;
using Npgsql;

namespace ClaimCheck.Data;

/// <summary>The filters one list was asked for: which fragments its statement gets, and their values.</summary>
internal sealed class Filters
{
    private readonly List<string> fragments = [];
    private readonly DynamicParameters parameters = new();

    /// <summary>Adds the fragment of this name, whose parameter has the same name, if there is a value.</summary>
    public Filters Add(string fragment, object? value)
    {
        if (value is not null)
        {
            fragments.Add(fragment);
            parameters.Add(fragment, value);
        }

        return this;
    }

    /// <summary>Adds a value that the statement needs whatever the filters are.</summary>
    public Filters Set(string parameter, object? value)
    {
        parameters.Add(parameter, value);
        return this;
    }

    /// <summary>The statement with these filters as a command whose rows are taken one by one.</summary>
    public NpgsqlCommand CommandOn(NpgsqlConnection connection, Sql statements, string name)
    {
        var command = new NpgsqlCommand(statements.With(name, fragments), connection);
        foreach (var parameter in parameters.ParameterNames)
        {
            command.Parameters.AddWithValue(parameter, parameters.Get<object>(parameter));
        }

        return command;
    }

    public CommandDefinition Command(Sql statements, string name, int take, CancellationToken cancellation)
    {
        parameters.Add("take", take);
        return new CommandDefinition(statements.With(name, fragments), parameters, cancellationToken: cancellation);
    }
}
