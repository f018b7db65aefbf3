using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ClaimCheck.Faults;

/// <summary>
/// Stands between the service and Postgres and does what networks do: cuts connections, before a request got through or
/// before its answer came back; goes silent; refuses.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private const int Certainty = 10_000;
    private static readonly TimeSpan SilenceStep = TimeSpan.FromMilliseconds(5);

    private readonly int target;
    private readonly ConcurrentDictionary<Connection, bool> open = new();
    private readonly ConcurrentQueue<Task> work = new();
    private readonly CancellationTokenSource closing = new();
    private TcpListener listener;
    private int cuts;
    private volatile int cutChance;
    private volatile bool silent;

    /// <param name="target">The loopback port behind it.</param>
    public CuttingProxy(int target)
    {
        this.target = target;
        Port = QuietPort.Next();
        listener = Listen();
    }

    public int Port { get; }

    /// <summary>How many connections it has cut.</summary>
    public int Cuts => cuts;

    /// <summary>
    /// How likely a connection is cut at each piece of a request and at each piece of an answer. What was asked for before
    /// a lost answer has been done.
    /// </summary>
    public double CutChance
    {
        get => (double)cutChance / Certainty;
        set => cutChance = (int)(value * Certainty);
    }

    /// <summary>Whether it takes everything and passes nothing on. What it took comes through when it ends.</summary>
    public bool Silent
    {
        get => silent;
        set => silent = value;
    }

    public void CutAll()
    {
        foreach (var connection in open.Keys)
        {
            Cut(connection);
        }
    }

    /// <summary>Cuts all connections and refuses new ones.</summary>
    public void Refuse()
    {
        listener.Stop();
        CutAll();
    }

    /// <summary>Takes connections again.</summary>
    public void Admit() => listener = Listen();

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        Refuse();
        await Task.WhenAll(work);
        listener.Dispose();
        closing.Dispose();
    }

    private TcpListener Listen()
    {
        var fresh = new TcpListener(IPAddress.Loopback, Port);
        fresh.Start();
        work.Enqueue(Task.Run(() => AcceptAsync(fresh), CancellationToken.None));
        return fresh;
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                var client = await from.AcceptSocketAsync(closing.Token);
                work.Enqueue(Task.Run(() => ServeAsync(client), CancellationToken.None));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It refuses, or it is closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var connection = new Connection(client, server);
        try
        {
            await WhileSilentAsync();
            await server.ConnectAsync(IPAddress.Loopback, target, closing.Token);
            client.NoDelay = server.NoDelay = true;
            open[connection] = true;
            await Task.WhenAny(PassAsync(connection, client, server), PassAsync(connection, server, client));
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException)
        {
            // Nobody listens behind it: whoever came is sent away.
        }

        open.TryRemove(connection, out _);
        connection.Reset();
    }

    private async Task PassAsync(Connection connection, Socket from, Socket to)
    {
        var buffer = new byte[65536];
        try
        {
            await using var source = new NetworkStream(from);
            await using var sink = new NetworkStream(to);
            while (await source.ReadAsync(buffer, closing.Token) is var length and > 0)
            {
                await WhileSilentAsync();
                if (RandomNumberGenerator.GetInt32(Certainty) < cutChance)
                {
                    Cut(connection);
                    return;
                }

                await sink.WriteAsync(buffer.AsMemory(0, length), closing.Token);
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // One of the two has gone, and with it the other.
        }
    }

    private async Task WhileSilentAsync()
    {
        while (silent)
        {
            await Task.Delay(SilenceStep, closing.Token);
        }
    }

    private void Cut(Connection connection)
    {
        if (open.TryRemove(connection, out _))
        {
            Interlocked.Increment(ref cuts);
            connection.Reset();
        }
    }

    private sealed record Connection(Socket Client, Socket Server)
    {
        /// <summary>Both ends learn of it at once, whatever they were sending.</summary>
        public void Reset()
        {
            Client.Close(timeout: 0);
            Server.Close(timeout: 0);
        }
    }
}
