namespace ClaimCheck.Api.OpenApi;

/// <summary>Names of schemas that make good class names in generated clients: <c>Page&lt;ClaimResponse&gt;</c> is <c>ClaimPage</c>.</summary>
internal static class SchemaNames
{
    private const string Answer = "Response";

    internal static string Of(Type type)
    {
        var name = type.Name.Split('`')[0];
        name = name.EndsWith(Answer, StringComparison.Ordinal) ? name[..^Answer.Length] : name;
        return type.IsGenericType ? string.Concat(type.GetGenericArguments().Select(Of)) + name : name;
    }
}
